//! What lies in a workspace: by name, bytes and line of the source.

use core::fmt;
use core::marker::PhantomData;

use crate::derived::Derived;
use crate::workspace::Workspace;

/// One place in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The value's name in the source; `ct_h` is the cotangent of `h`. A place that several values share lists them.
    pub name: &'static str,
    /// What it is for.
    pub role: Role,
    /// Its size.
    pub bytes: usize,
    /// The line of the source that the value comes from; 0 for a shared place.
    pub line: u32,
}

/// What a place in a workspace is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Kept from the forward to the backward pass.
    Saved,
    /// Shared by values whose lives do not meet.
    Shared,
    /// Of one turn of a loop, or of one call, at a time.
    Scratch,
    /// The result.
    Result,
}

/// The places of a workspace, to print: see [`Workspace::report`].
pub struct Report<F: Derived>(PhantomData<F>);

impl<F: Derived> Workspace<F> {
    /// The places in a workspace of this type, some of which may take no bytes.
    pub const PLACES: &'static [Place] = F::PLACES;

    /// The places in this workspace: name, role, bytes, line of the source.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// #[differentiable]
    /// fn f(x: &Vector<f32, 8>) -> f32 {
    ///     let h = x.tanh();
    ///     h.sum()
    /// }
    /// let report = Workspace::<f>::new().report().to_string();
    /// assert!(report.contains("h            saved         32 bytes"), "{report}");
    /// ```
    pub fn report(&self) -> Report<F> {
        Report(PhantomData)
    }
}

impl<F: Derived> Report<F> {
    /// Calls `f` with each place that takes any bytes.
    pub fn each(&self, f: impl FnMut(Place)) {
        F::PLACES.iter().copied().filter(|place| place.bytes > 0).for_each(f);
    }
}

impl<F: Derived> fmt::Display for Report<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = writeln!(f, "{} bytes", Workspace::<F>::BYTES);
        self.each(|place| {
            let role = match place.role {
                Role::Saved => "saved",
                Role::Shared => "shared",
                Role::Scratch => "scratch",
                Role::Result => "result",
            };
            if result.is_ok() {
                result = write!(f, "  {:<12} {:<8} {:>7} bytes", place.name, role, place.bytes);
            }
            if result.is_ok() {
                result = if place.line > 0 { writeln!(f, "  line {}", place.line) } else { writeln!(f) };
            }
        });
        result
    }
}
