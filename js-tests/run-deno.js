// Runs the suite in Deno, which may read the vectors and nothing else: the package asks for no
// permission. Started by `deno run --no-prompt --allow-read=tests/vectors js-tests/run-deno.js`.

import { tell, vectors } from './runtimes/report.js';
import { verdict } from './runtimes/verdict.js';

tell(await verdict(`Deno ${Deno.version.deno}`, vectors));
