import { parentPort, workerData } from 'node:worker_threads';
import { type Sample, learn } from '../../../resolution/resolve.ts';
import { probabilityOf } from '../../../resolution/score/score.ts';
import type { Model } from '../../../resolution/score/model.ts';

/** What the thread says: how far it is, then what it learned. */
export type Said = { share: number } | { learned: Learned };

/** A model, and what it makes of the records that it learned from. */
export interface Learned {
  model: Model;
  /** Pairs of one person that are to be expected among the candidates. */
  likely: number;
  /** The share of automatic links that are right, by the model's own account; null where there is none. */
  precision: number | null;
}

const { model, weights, links } = learn(workerData as Sample, (share) => say({ share }));
const right = links.reduce((sum, { weight }) => sum + probabilityOf(weight), 0);
say({
  learned: {
    model,
    likely: weights.reduce((sum, weight) => sum + probabilityOf(weight), 0),
    precision: links.length === 0 ? null : right / links.length,
  },
});

function say(said: Said): void {
  parentPort!.postMessage(said, []);
}
