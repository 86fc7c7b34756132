//! The table's lines, one case for each result.

/// An operation, its input, its result.
pub struct Case {
    pub element: &'static str,
    pub op: &'static str,
    /// The operands of the operation.
    pub inputs: Vec<Vec<&'static str>>,
    pub result: Vec<&'static str>,
}

impl Case {
    /// What says which case it is.
    pub fn key(&self) -> String {
        let inputs: Vec<_> = self.inputs.iter().map(|input| input.join(" ")).collect();
        format!("{} {} {}", self.element, self.op, inputs.join("; "))
    }
}

/// The cases of a table; `#` begins a comment.
pub fn cases(table: &'static str) -> impl Iterator<Item = Case> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).flat_map(|line| {
        let (input, result) = line.split_once('|').unwrap_or_else(|| panic!("no result in: {line}"));
        let mut words = input.splitn(3, ' ');
        let [element, op, input] = [(); 3].map(|()| words.next().unwrap_or_default());
        let case = Case { element, op, inputs: input.split(';').map(split).collect(), result: split(result) };
        if op.contains('/') { vec![case] } else { each_element(case) }
    })
}

fn split(numbers: &'static str) -> Vec<&'static str> {
    numbers.split_whitespace().collect()
}

/// A case for each element of the last operand.
fn each_element(case: Case) -> Vec<Case> {
    let (last, before) = case.inputs.split_last().expect("splitting gives at least one part");
    assert_eq!(last.len(), case.result.len(), "{}", case.key());
    let pairs = last.iter().zip(&case.result);
    pairs
        .map(|(&x, &y)| Case {
            inputs: before.iter().cloned().chain([vec![x]]).collect(),
            result: vec![y],
            ..case
        })
        .collect()
}
