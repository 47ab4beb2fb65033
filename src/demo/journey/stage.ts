import { styleText } from 'node:util';
import { MultiBar, type SingleBar } from 'cli-progress';
import type { Output } from '../bar.ts';

/** How a word is painted, where there are colours. */
export type Paint = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** Where the story is told. A terminal gets colours and a bar below the lines, anything else plain lines. */
export interface Stage extends Disposable {
  say(...lines: string[]): void;
  /** Begins a part of the story. */
  title(text: string): void;
  /** A word in a colour. */
  paint(paint: Paint, text: string): string;
  /** Shows how many are done, out of all, with a word on it. The bar is there from the first call until `endBar`. */
  progress(done: number, total: number, word: string): void;
  endBar(): void;
}

const FORMAT = '  {bar} {value} of {total} decided   {word}';

/** Opens a stage. */
export function openStage(out: Output): Stage {
  let bars: { multi: MultiBar; bar: SingleBar } | undefined;
  const paint = (style: Paint, text: string): string => (out.isTTY ? styleText(style, text, { stream: out }) : text);
  const stage: Stage = {
    paint,
    say(...lines) {
      const text = `${lines.join('\n')}\n`;
      if (bars) bars.multi.log(text);
      else out.write(text);
    },
    title(text) {
      stage.say('', paint('bold', text), '');
    },
    progress(done, total, word) {
      if (!out.isTTY) return;
      bars ??= openBar(out, total);
      bars.bar.update(done, { word });
    },
    endBar() {
      if (!bars) return;
      // What was said last is written with the bar.
      bars.multi.update();
      bars.multi.stop();
      bars = undefined;
    },
    [Symbol.dispose]: () => stage.endBar(),
  };
  return stage;
}

function openBar(out: Output, total: number): { multi: MultiBar; bar: SingleBar } {
  const multi = new MultiBar({
    stream: out,
    format: FORMAT,
    barsize: 30,
    hideCursor: true,
    barCompleteChar: '#',
    barIncompleteChar: '.',
  });
  return { multi, bar: multi.create(total, 0, { word: '' }) };
}
