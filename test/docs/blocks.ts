import { readFileSync, readdirSync } from 'node:fs';

/** A fenced block of a page: what follows the fence, and where it begins. */
export interface Block {
  language: string;
  /** The words behind the language. GitHub does not show them. */
  marks: readonly string[];
  text: string;
  line: number;
}

/** Every page that the project has for its readers, from the project's root. */
export function listPages(): string[] {
  const below = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...below.map((path) => `docs/${path}`).toSorted()];
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const lines = readFileSync(page, 'utf8').split('\n');
  const blocks: Block[] = [];
  let open: { block: Block; text: string[] } | undefined;
  for (const [index, line] of lines.entries()) {
    const [, info] = /^```(.*)$/.exec(line) ?? [];
    if (info === undefined) open?.text.push(line);
    else if (open) {
      blocks.push({ ...open.block, text: open.text.join('\n') });
      open = undefined;
    } else {
      const [language = '', ...marks] = info.trim().split(/\s+/);
      open = { block: { language, marks, text: '', line: index + 1 }, text: [] };
    }
  }
  return blocks;
}

/** A command of a page, with what the page says that it prints. */
export interface Command {
  block: Block;
  /** Ends when its reader has seen enough, not by itself. */
  stream: boolean;
  expected: string | undefined;
}

/**
 * The commands of a page that a test can run: its `sh` blocks. A block marked `elsewhere` needs what only production has;
 * one marked `stream` goes on until it is stopped. A block marked `output` behind a command shows what it prints.
 */
export function commandsOf(page: string): Command[] {
  const blocks = blocksOf(page);
  return blocks.flatMap((block, index) => {
    if (block.language !== 'sh' || block.marks.includes('elsewhere')) return [];
    const next = blocks[index + 1];
    const expected = next?.marks.includes('output') ? next.text : undefined;
    return [{ block, stream: block.marks.includes('stream'), expected }];
  });
}
