//! One mistake, one error: what rustc says to each of them. `TRYBUILD=overwrite cargo test --test ui` writes the
//! expected output anew; read the difference as a user would.
#[test]
fn mistakes() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*/*.rs");
}
