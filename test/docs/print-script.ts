/** Prints the commands of a page as one bash script, against the hub at PORT: `PORT=4000 node test/docs/print-script.ts README.md | bash`. */
import { commandsOf } from './blocks.ts';
import { scriptOf } from './script.ts';

const [page = 'README.md'] = process.argv.slice(2);
const port = process.env['PORT'] ?? '4000';
process.stdout.write(scriptOf(commandsOf(page)).replaceAll('127.0.0.1:4000', `127.0.0.1:${port}`));
