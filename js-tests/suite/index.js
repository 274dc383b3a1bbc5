// All tests that run in every host. A test is a name and a function of
//  t     equal, deepEqual, ok, match, throws (gives what was thrown), rejects (gives the reason)
//  lib   the package
//  host  { name, inspect(value), vectors: the parsed files of tests/vectors/operations }
// Launchers (`run-<host>.js`) bring the three.

import { answers } from './answers.js';
import { calls } from './calls.js';
import { errors } from './errors.js';
import { hostile } from './hostile.js';
import { options } from './options.js';
import { pacing } from './pacing.js';
import { parameters } from './parameters.js';
import { retry } from './retry.js';
import { secrets } from './secrets.js';
import { time } from './time.js';
import { transport } from './transport.js';
import { vectors } from './vectors.js';

export const suite = {
  options, errors, secrets, calls, parameters, hostile, answers, vectors, retry, time, pacing, transport,
};
