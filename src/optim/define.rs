//! The short form in which optimisers with a state are written.

/// A struct of settings, each with its default, and of a state that starts at zero; and the ways to make one.
macro_rules! optimizer {
    (
        $(#[$doc:meta])*
        $Name:ident($($given:ident),+) {
            $($(#[$setting_doc:meta])* $setting:ident: $Setting:ty = $default:expr,)+
        }
        state {
            $($(#[$state_doc:meta])* $state:ident: $State:ty,)+
        }
    ) => {
        $crate::storage::zeroed_struct! {
            $(#[$doc])*
            pub struct $Name<P: Params> {
                $($(#[$setting_doc])* pub $setting: $Setting,)+
                $($(#[$state_doc])* pub $state: $State,)+
            }
        }

        impl<P: Params> $Name<P> {
            /// With an empty state, for a `static` or a local.
            pub const fn new($($given: f64),+) -> Self {
                $Name { $($setting: $default,)+ $($state: <$State as $crate::Zeroed>::ZERO,)+ }
            }

            /// With an empty state, on the heap, made there: it never passes over the stack.
            #[cfg(feature = "alloc")]
            pub fn boxed($($given: f64),+) -> alloc::boxed::Box<Self> {
                let mut boxed = <Self as $crate::Zeroed>::boxed_zero();
                $(boxed.$setting = $default;)+
                boxed
            }

            /// Forgets all steps, in place. The settings stay.
            pub fn reset(&mut self) {
                $($crate::Zeroed::set_zero(&mut self.$state);)+
            }
        }
    };
}
pub(super) use optimizer;
