//! What is derived, as text to read: `golden/NAME.rs` gives `golden/NAME.passes.txt`, which is what `f::SOURCE` prints.
//! `UPDATE_GOLDEN=1 cargo test -p tapeless-macros` writes them anew; read the difference before it is committed.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit::Visit;
use syn::{Attribute, Expr, File, ImplItemConst, Item, Lit, Meta};

use crate::differentiable::expand;

/// The text of the passes of each differentiable item in the file.
fn passes(source: &str) -> String {
    let file: File = syn::parse_str(source).expect("Rust");
    let mut text = Text::default();
    for mut item in file.items {
        let attributes = match &mut item {
            Item::Fn(item) => &mut item.attrs,
            Item::Impl(item) => &mut item.attrs,
            _ => continue,
        };
        let Some(at) = attributes.iter().position(|a| a.path().is_ident("differentiable")) else { continue };
        let options = and_show(&attributes.remove(at));
        text.visit_file(&syn::parse2(expand(options, item.to_token_stream())).expect("items"));
    }
    text.0
}

fn and_show(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) => {
            let options = &list.tokens;
            quote!(#options, show)
        }
        _ => quote!(show),
    }
}

/// Every `const SOURCE: &str = "…"`, one after another.
#[derive(Default)]
struct Text(String);

impl Visit<'_> for Text {
    fn visit_impl_item_const(&mut self, item: &ImplItemConst) {
        if item.ident == "SOURCE"
            && let Expr::Lit(literal) = &item.expr
            && let Lit::Str(text) = &literal.lit
        {
            self.0 += &text.value();
        }
    }
}

/// Panics at the first line that differs.
#[track_caller]
fn compare(name: &str, found: &str, expected: &str) {
    let both = found.lines().count().min(expected.lines().count());
    let line = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    let line = line.unwrap_or(both);
    let of = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    assert!(
        found == expected,
        "{name}: line {} of what is derived is\n  {}\nexpected\n  {}\nTo read the difference: UPDATE_GOLDEN=1, then `git diff`.",
        line + 1,
        of(found),
        of(expected),
    );
}

#[test]
fn passes_read_as_they_did() {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/golden");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let found = passes(&fs::read_to_string(&path).expect("a readable file"));
        let golden = path.with_extension("passes.txt");
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &found).expect("a writable folder");
        }
        compare(&path.display().to_string(), &found, &fs::read_to_string(&golden).unwrap_or_default());
        assert!(found.contains("backward"), "{} has no backward pass", path.display());
        seen += 1;
    }
    assert!(seen >= 7, "only {seen} functions in {}", folder.display());
}
