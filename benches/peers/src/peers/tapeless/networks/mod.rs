pub mod one_hidden;
pub mod regression;
pub mod rnn;
pub mod two_hidden;
