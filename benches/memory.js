'use strict';
// What stays behind: wasm memory and JS heap over many prepare+interpret cycles, and after one very large answer. Runs
// in processes of its own (run.js starts them), prints one JSON line. The wasm memory is seen by watching
// WebAssembly.Instance before the package is loaded, so it needs no door in the package.

const { answers, headers, list } = require('./fixtures/answers.js');
const { hard } = require('./fixtures/request.js');

/** Every memory that an instance exports from now on. @returns {() => number | undefined} their bytes, once seen */
function watchMemories() {
  const memories = new Set();
  const note = (instance) => {
    for (const value of Object.values(instance.exports)) {
      if (value instanceof WebAssembly.Memory) memories.add(value);
    }
    return instance;
  };
  const { Instance, instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (target, args) => note(Reflect.construct(target, args)),
  });
  for (const [name, real] of Object.entries({ instantiate, instantiateStreaming })) {
    WebAssembly[name] = async (...args) => {
      const made = await real.apply(WebAssembly, args);
      note(made.instance ?? made);
      return made;
    };
  }
  return () => {
    const probe = globalThis[Symbol.for('amazon-pay-wasm.memory')]?.();
    if (probe !== undefined) return probe;
    return memories.size > 0 ? [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0) : undefined;
  };
}

function settled() {
  for (let turn = 0; turn < 3; turn += 1) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** @param {number} cycles one tenth of them warms up */
function cycles(pay, bytes, cycles) {
  const { order, fault, list: page } = answers;
  const cycle = (index) => {
    pay.prepare('Authorize', hard.params, { now: 1_772_600_000_000 + index });
    pay.interpret(order.operation, order);
    if (index % 10 === 0) {
      try {
        pay.interpret(fault.operation, fault);
      } catch {
        // that is what a fault does
      }
    }
    if (index % 1000 === 0) pay.interpret(page.operation, page);
  };
  for (let index = 0; index < cycles / 10; index += 1) cycle(index);
  const before = { heap: settled(), wasm: bytes() };
  for (let index = 0; index < cycles; index += 1) cycle(index);
  const after = { heap: settled(), wasm: bytes() };
  return {
    'wasm memory, growth over the cycles': before.wasm === undefined ? undefined : after.wasm - before.wasm,
    'JS heap, growth over the cycles': after.heap - before.heap,
    'wasm memory after warm-up': before.wasm,
  };
}

function largeAnswer(pay, bytes) {
  const body = list(10_000_000);
  pay.interpret('ListOrderReference', { status: 200, headers, body });
  const wasm = bytes();
  return { 'wasm memory after a 10 MB answer': wasm === undefined ? undefined : wasm / body.length };
}

async function main([what, count]) {
  const bytes = watchMemories();
  const { load, options } = require('./package-under-test.js');
  const { AmazonPay } = await load();
  const pay = new AmazonPay(options());
  const found = what === 'cycles' ? cycles(pay, bytes, Number(count)) : largeAnswer(pay, bytes);
  console.log(JSON.stringify(found));
}

main(process.argv.slice(2));
