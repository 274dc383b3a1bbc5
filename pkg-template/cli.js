#!/usr/bin/env node
// @ts-check
// The command line's beginning: it hands the arguments on and takes the exit code.

import { main } from './cli/main.js';

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
