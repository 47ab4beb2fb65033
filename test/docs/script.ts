import { readFileSync } from 'node:fs';
import type { Command } from './blocks.ts';

/** What pages read from a file instead of showing it. It stands in the script itself, so that it can be changed there. */
const SHARED = 'docs/graphql.sh';
/** Stands before what each command prints. */
const SEPARATOR = '\u001E';
/** How long a stream may take to show what the page shows. */
const STREAM_SECONDS = 20;

/** One bash script of a page's commands, in order, as a reader would paste them into one shell. */
export function scriptOf(commands: readonly Command[]): string {
  const parts = commands.map((command) => {
    const body = command.stream ? streamed(command) : command.block.text;
    return `printf '${SEPARATOR}\\n'; echo '# line ${command.block.line}' >&2\n${body}\n`;
  });
  return `set -euo pipefail\n${parts.join('')}`.replaceAll(`source ${SHARED}`, readFileSync(SHARED, 'utf8'));
}

/** What each command printed, from what the script printed. */
export function outputsOf(stdout: string): string[] {
  return stdout.split(`${SEPARATOR}\n`).slice(1);
}

/** Runs in the background, until it has told as many events as the page shows. */
function streamed({ block, expected = '' }: Command): string {
  const events = expected.split('event: next').length - 1;
  return `
stream=$(mktemp)
set -m
{ ${block.text}
} > "$stream" & job=$!
set +m
for _ in $(seq ${STREAM_SECONDS * 10}); do
  if [ "$(grep -c '^event: next' "$stream")" -ge ${events} ]; then break; fi
  sleep 0.1
done
kill -- "-$job" 2>/dev/null || true
wait "$job" 2>/dev/null || true
cat "$stream"
rm "$stream"`;
}

/**
 * Whether a command printed what its page shows. Ids, moments, cursors and tokens stand for any other; `…` stands for
 * anything; line breaks and blanks do not count.
 */
export function isShown(expected: string, actual: string): boolean {
  const pattern = plain(expected)
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^]*?');
  return new RegExp(`^${pattern}$`).test(plain(actual));
}

function plain(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, '<moment>')
    .replace(/ey[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    .replace(/("(?:cursor|endCursor|startCursor|after)":\s*")[\w-]{10,}"/g, '$1<cursor>"')
    .replace(/\s+/g, '');
}
