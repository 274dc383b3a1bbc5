// Runs the suite in Bun. Started by `bun js-tests/run-bun.js`.

import { tell, vectors } from './runtimes/report.js';
import { verdict } from './runtimes/verdict.js';

tell(await verdict(`Bun ${Bun.version}`, vectors));
