//! The truth: every workload in f64 by plain loops. Whoever differs is not measured.

use crate::inputs::Arrays;
use crate::work::{Activation, Form, RATE, Task, Work};

/// What `work` results in after this many runs.
pub fn reference(work: &Work, arrays: &Arrays, runs: usize) -> Vec<f64> {
    let arrays: Vec<Vec<f64>> = arrays.iter().map(|a| a.iter().map(|&x| x as f64).collect()).collect();
    match *work {
        Work::Mlp { sizes, activation, task, .. } => mlp(sizes, activation, task, arrays, runs),
        Work::Rnn { inputs, hidden, steps, batch } => rnn(inputs, hidden, steps, batch, arrays, runs),
        Work::Product { m, k, n, form } => {
            let (a, b) = (&arrays[0], &arrays[1]);
            let (at, bt) = (form == Form::AtB, form == Form::ABt);
            grid(m, n, |i, j| {
                (0..k)
                    .map(|l| {
                        a[if at { l * m + i } else { i * k + l }] * b[if bt { j * k + l } else { l * n + j }]
                    })
                    .sum()
            })
        }
        Work::TanhSum { .. } => {
            vec![arrays[0].iter().map(|x| (x * arrays[1][0] + arrays[2][0]).tanh()).sum()]
        }
        Work::Softmax { cols, .. } => {
            let mut out = arrays[0].clone();
            out.chunks_exact_mut(cols).for_each(softmax);
            out
        }
    }
}

fn grid(rows: usize, cols: usize, f: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    (0..rows * cols).map(|at| f(at / cols, at % cols)).collect()
}

fn softmax(row: &mut [f64]) {
    let max = row.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b));
    row.iter_mut().for_each(|x| *x = (*x - max).exp());
    let sum: f64 = row.iter().sum();
    row.iter_mut().for_each(|x| *x /= sum);
}

/// x·w + b for each row.
fn dense(x: &[f64], w: &[f64], b: &[f64]) -> Vec<f64> {
    let (outputs, inputs) = (b.len(), w.len() / b.len());
    grid(x.len() / inputs, outputs, |i, j| {
        b[j] + (0..inputs).map(|l| x[i * inputs + l] * w[l * outputs + j]).sum::<f64>()
    })
}

/// The cotangents of x, w and b of [`dense`].
fn dense_back(x: &[f64], w: &[f64], outputs: usize, ct: &[f64]) -> [Vec<f64>; 3] {
    let (inputs, batch) = (w.len() / outputs, ct.len() / outputs);
    let rows = || 0..batch;
    [
        grid(batch, inputs, |i, l| (0..outputs).map(|j| ct[i * outputs + j] * w[l * outputs + j]).sum()),
        grid(inputs, outputs, |l, j| rows().map(|i| x[i * inputs + l] * ct[i * outputs + j]).sum()),
        grid(1, outputs, |_, j| rows().map(|i| ct[i * outputs + j]).sum()),
    ]
}

fn descend(parameters: &mut [f64], gradient: &[f64]) {
    parameters.iter_mut().zip(gradient).for_each(|(w, g)| *w -= RATE as f64 * g);
}

/// Mean of (x − y)², and its cotangent of x.
fn squared_error(x: &[f64], y: &[f64]) -> (f64, Vec<f64>) {
    let n = x.len() as f64;
    let differences = || x.iter().zip(y).map(|(x, y)| x - y);
    (differences().map(|d| d * d).sum::<f64>() / n, differences().map(|d| 2.0 * d / n).collect())
}

fn cross_entropy(logits: &[f64], labels: &[f64]) -> (f64, Vec<f64>) {
    let (n, classes) = (labels.len() as f64, logits.len() / labels.len());
    let mut ct = logits.to_vec();
    let mut loss = 0.0;
    for (row, &label) in ct.chunks_exact_mut(classes).zip(labels) {
        softmax(row);
        loss -= row[label as usize].ln() / n;
        row[label as usize] -= 1.0;
        row.iter_mut().for_each(|p| *p /= n);
    }
    (loss, ct)
}

fn mlp(
    sizes: &[usize],
    activation: Activation,
    task: Task,
    mut arrays: Vec<Vec<f64>>,
    runs: usize,
) -> Vec<f64> {
    let mut parameters = arrays.split_off(2);
    let [x, y] = [&arrays[0], &arrays[1]];
    let mut result = vec![];
    for _ in 0..runs {
        let mut values = vec![x.clone()];
        for layer in 0..sizes.len() - 1 {
            let mut h = dense(&values[layer], &parameters[2 * layer], &parameters[2 * layer + 1]);
            if layer + 2 < sizes.len() {
                h.iter_mut().for_each(|h| match activation {
                    Activation::Tanh => *h = h.tanh(),
                    Activation::Relu => *h = h.max(0.0),
                });
            }
            values.push(h);
        }
        let output = &values[sizes.len() - 1];
        let (loss, mut ct) = match task {
            Task::Inference => return output.clone(),
            Task::SquaredError => squared_error(output, y),
            Task::CrossEntropy => cross_entropy(output, y),
        };
        for layer in (0..sizes.len() - 1).rev() {
            let (x, w) = (&values[layer], &parameters[2 * layer]);
            let [mut below, of_w, of_b] = dense_back(x, w, sizes[layer + 1], &ct);
            below.iter_mut().zip(x).for_each(|(ct, x)| match activation {
                Activation::Tanh => *ct *= 1.0 - x * x,
                Activation::Relu if *x > 0.0 => {}
                Activation::Relu => *ct = 0.0,
            });
            descend(&mut parameters[2 * layer], &of_w);
            descend(&mut parameters[2 * layer + 1], &of_b);
            ct = below;
        }
        result = vec![loss];
        result.extend(parameters.iter().flatten());
    }
    result
}

fn rnn(
    inputs: usize,
    hidden: usize,
    steps: usize,
    batch: usize,
    arrays: Vec<Vec<f64>>,
    runs: usize,
) -> Vec<f64> {
    let [x, y, mut wx, mut wh, mut b] = <[_; 5]>::try_from(arrays).expect("five arrays");
    let x = |t: usize| &x[t * batch * inputs..][..batch * inputs];
    let nothing = vec![0.0; hidden];
    let mut result = vec![];
    for _ in 0..runs {
        let mut states = vec![vec![0.0; batch * hidden]];
        for t in 0..steps {
            let (mut h, input) = (dense(&states[t], &wh, &b), dense(x(t), &wx, &nothing));
            h.iter_mut().zip(input).for_each(|(h, x)| *h = (*h + x).tanh());
            states.push(h);
        }
        let (loss, mut ct) = squared_error(&states[steps], &y);
        let mut gradient = [vec![0.0; wx.len()], vec![0.0; wh.len()], vec![0.0; b.len()]];
        for t in (0..steps).rev() {
            ct.iter_mut().zip(&states[t + 1]).for_each(|(ct, h)| *ct *= 1.0 - h * h);
            let [_, of_wx, _] = dense_back(x(t), &wx, hidden, &ct);
            let [below, of_wh, of_b] = dense_back(&states[t], &wh, hidden, &ct);
            for (sum, term) in gradient.iter_mut().zip([of_wx, of_wh, of_b]) {
                sum.iter_mut().zip(term).for_each(|(sum, term)| *sum += term);
            }
            ct = below;
        }
        for (w, g) in [&mut wx, &mut wh, &mut b].into_iter().zip(&gradient) {
            descend(w, g);
        }
        result = vec![loss];
        result.extend(wx.iter().chain(&wh).chain(&b));
    }
    result
}
