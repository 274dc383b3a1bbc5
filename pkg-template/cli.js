#!/usr/bin/env node
// @ts-check
// The command line's beginning: it hands the arguments on and takes the exit code.

import { main } from './cli/main.js';

// Who reads no further, such as `head`, has what it wanted; what is done is done all the same.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
