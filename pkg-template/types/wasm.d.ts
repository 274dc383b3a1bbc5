// A wasm file, which some hosts and bundlers import as a `WebAssembly.Module`, others as a URL.

declare const module: any;
export default module;
