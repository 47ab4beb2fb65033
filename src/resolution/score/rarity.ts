/** Steps of a bit in which rarity is counted, so that a byte holds it and a stored pair replays exactly. */
export const RARITY_STEPS = 8;
