//! Counting instructions and stack, and the end of a program. Without the feature `report` all of it vanishes.

use cortex_m_semihosting::debug::{self, EXIT_FAILURE, EXIT_SUCCESS};

/// The instructions of a piece of work that runs many times.
///
/// QEMU gives every instruction the same time (`-icount shift=5`: 32 ns), so that the timer SysTick counts
/// instructions. They are not cycles.
pub struct Count {
    #[cfg(feature = "report")]
    ticks: u32,
    #[cfg(feature = "report")]
    times: u32,
    /// The fewest and the most at one time.
    #[cfg(feature = "report")]
    range: [u32; 2],
}

impl Default for Count {
    fn default() -> Self {
        #[cfg(feature = "report")]
        report::start_clock();
        Count {
            #[cfg(feature = "report")]
            ticks: 0,
            #[cfg(feature = "report")]
            times: 0,
            #[cfg(feature = "report")]
            range: [u32::MAX, 0],
        }
    }
}

impl Count {
    /// Does the work once more.
    #[inline(always)]
    pub fn add<R>(&mut self, work: impl FnOnce() -> R) -> R {
        #[cfg(feature = "report")]
        let start = report::clock();
        let result = work();
        #[cfg(feature = "report")]
        {
            let ticks = report::ticks_since(start);
            self.ticks += ticks;
            self.times += 1;
            self.range = [self.range[0].min(ticks), self.range[1].max(ticks)];
        }
        result
    }
}

/// Something to say at the end.
pub enum Figure {
    /// The mean of a count, and how far apart its fewest and its most are.
    Instructions(Count),
    /// A plain number.
    Number(u32),
}

/// Ends the program: QEMU leaves with status 0 if it `passed`. Before that, says what was measured.
#[inline(always)]
#[allow(unused_variables)]
pub fn finish<const N: usize>(passed: bool, figures: [(&str, Figure); N]) -> ! {
    #[cfg(feature = "report")]
    report::all(figures);
    debug::exit(if passed { EXIT_SUCCESS } else { EXIT_FAILURE });
    loop {}
}

#[cfg(feature = "report")]
mod report {
    use core::arch::asm;

    use cortex_m::Peripherals;
    use cortex_m::peripheral::SYST;
    use cortex_m::peripheral::syst::SystClkSource::Core;
    use cortex_m_rt::STACK_PAINT_VALUE;
    use cortex_m_semihosting::hio;

    use super::{Count, Figure};

    /// SysTick counts down from here: 24 bits, enough for 20 million instructions at a time.
    const FROM: u32 = 0xff_ffff;

    /// SysTick runs at 25 MHz on the mps2-an386 and at 16 MHz on the microbit; an instruction takes 32 ns.
    const INSTRUCTIONS_PER_TICK: f32 = if cfg!(target_has_atomic = "32") { 40.0 / 32.0 } else { 62.5 / 32.0 };

    pub fn start_clock() {
        // SAFETY: nothing else uses SysTick.
        let mut timer = unsafe { Peripherals::steal() }.SYST;
        timer.set_clock_source(Core);
        timer.set_reload(FROM);
        timer.enable_counter();
    }

    #[inline(always)]
    pub fn clock() -> u32 {
        SYST::get_current()
    }

    #[inline(always)]
    pub fn ticks_since(start: u32) -> u32 {
        start.wrapping_sub(clock()) & FROM
    }

    pub fn all<const N: usize>(figures: [(&str, Figure); N]) {
        line("stack", &[stack()]);
        let (mut nothing, mut known) = (Count::default(), Count::default());
        for _ in 0..100 {
            nothing.add(|| ());
            known.add(thousand_turns);
        }
        line("thousand_turns", &[(mean(&known) - mean(&nothing)) as u32]);
        for (name, figure) in figures {
            match figure {
                Figure::Number(number) => line(name, &[number]),
                Figure::Instructions(count) => {
                    let ([fewest, most], mean) = (count.range, mean(&count) - mean(&nothing));
                    line(name, &[mean as u32, (INSTRUCTIONS_PER_TICK * (most - fewest) as f32) as u32]);
                }
            }
        }
    }

    /// 2,000 instructions, by which whoever reads the report can tell whether the count is right.
    #[inline(always)]
    fn thousand_turns() {
        // SAFETY: this counts a register down.
        unsafe { asm!("2:", "subs {0}, #1", "bne 2b", inout(reg) 1000 => _, options(nomem, nostack)) }
    }

    fn mean(count: &Count) -> f32 {
        INSTRUCTIONS_PER_TICK * count.ticks as f32 / count.times as f32
    }

    /// The deepest that the stack has been: the start-up code painted it.
    fn stack() -> u32 {
        unsafe extern "C" {
            static __sheap: u32;
            static _stack_start: u32;
        }
        let (mut word, top) = (&raw const __sheap, &raw const _stack_start);
        // SAFETY: this reads RAM of this program, from the end of its statics to the top of its stack.
        while word < top && unsafe { word.read_volatile() } == STACK_PAINT_VALUE {
            word = word.wrapping_add(1);
        }
        (top as usize - word as usize) as u32
    }

    /// Writes `name number…`, without the 30 KB of `core::fmt`.
    fn line(name: &str, numbers: &[u32]) {
        let Ok(mut out) = hio::hstdout() else { return };
        let _ = out.write_all(name.as_bytes());
        for &number in numbers {
            let (mut digits, mut at, mut rest) = ([b' '; 11], 11, number);
            while at == 11 || rest > 0 {
                at -= 1;
                digits[at] = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            let _ = out.write_all(&digits[at - 1..]);
        }
        let _ = out.write_all(b"\n");
    }
}
