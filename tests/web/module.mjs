// The module alone: no imports, one seed gives one network, and it learns.
//     node module.mjs MODULE
import assert from "node:assert";
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
assert.deepEqual(WebAssembly.Module.imports(module), []);

function learned(seed, steps) {
  const net = new WebAssembly.Instance(module).exports;
  const [model, digits] = [net.MODEL.value, net.DIGITS.value];
  new Uint8Array(net.memory.buffer).set(readFileSync(new URL("../../data/digits.bin", import.meta.url)), digits);
  net.start(model, seed);
  const before = net.accuracy(model, digits);
  let loss;
  for (let i = 0; i < steps; i++) loss = net.learn(model, digits);
  return { loss, before, after: net.accuracy(model, digits), pages: net.memory.buffer.byteLength / 65536, net };
}

const { before, after, pages } = learned(1, 2000);
assert(before < 0.3, `${before} right before anything is learned`);
assert(after >= 0.95, `only ${after} right after 2,000 steps`);
assert.equal(learned(7, 50).loss, learned(7, 50).loss);

const { net } = learned(1, 0);
assert(Number.isNaN((new Uint8Array(net.memory.buffer).fill(255, net.DIGITS.value, net.DIGITS.value + 59301), net.learn(net.MODEL.value, net.DIGITS.value))), "labels out of range give NaN");
console.log(`ok: from ${(100 * before).toFixed(1)} % to ${(100 * after).toFixed(1)} % of the test in 2,000 steps, in ${64 * pages} KiB of memory`);
