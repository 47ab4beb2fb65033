/** One import in a process of its own, so that a test can kill it: `node child.ts <file> <mapping> <endpoint>`. */
import { runImport } from '../../../src/connectors/import/index.ts';

const [file = '', map = '', endpoint = ''] = process.argv.slice(2);
const summary = await runImport({
  file,
  map,
  endpoint,
  system: 'crm',
  token: 'token-crm',
  signal: new AbortController().signal,
  out: process.stderr,
});
process.stdout.write(JSON.stringify(summary));
