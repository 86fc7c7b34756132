//! Exclusive or, the smallest problem that needs a hidden layer: what is learnt, and from which weights on.

pub const SAMPLES: [([f32; 2], f32); 4] =
    [([-1.0, -1.0], -1.0), ([-1.0, 1.0], 1.0), ([1.0, -1.0], 1.0), ([1.0, 1.0], -1.0)];

pub const W1: [[f32; 2]; 2] = [[0.5, -0.4], [-0.6, 0.7]];
pub const B1: [f32; 2] = [0.1, -0.2];
pub const W2: [f32; 2] = [0.6, 0.5];
pub const B2: f32 = 0.1;

pub const EPOCHS: u32 = 1001;
pub const RATE: f32 = 0.05;
