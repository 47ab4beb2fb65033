/**
 * Numbers of advisory locks, in one place: two that were the same would have one wait for what has nothing to do with it. Those of names
 * (`hashtextextended`) and of pairs lie elsewhere. `log.assign_positions` has 7_305_131.
 */
export const LOCKS = {
  /** Who migrates. */
  migration: 7_305_130,
  /** Who gives entries of the audit log their places; `audit.forget` takes it too. */
  auditPlaces: 7_305_132,
  /** Who makes the tables of the engine of journeys: with indexes that wait for all transactions, so that nobody in one may wait for it. */
  engine: 7_305_133,
  /** Who makes keys that sign. */
  signers: 7_305_135,
  /** Who changes wrapping keys or a key file. */
  epochs: 7_305_136,
  /** Writers share it, and who must be alone with all of matching takes it for itself. */
  matching: 7_305_140,
  /** Who trains or resolves all records. */
  jobs: 7_305_141,
  /** Who lets go what was kept for its time shares it, and who places a legal hold takes it alone. */
  holds: 7_305_145,
  /**
   * Who brings records shares it, and who erases takes it alone. Not that of matching: who holds a share of that may come to need
   * all of it.
   */
  erasing: 7_305_150,
  /** Who writes blind indexes shares it (`log.look_up_with`), and who puts another key in use takes it alone. */
  lookUps: 7_305_151,
  /** Who changes the key for look-ups. */
  lookUpsChange: 7_305_152,
} as const;
