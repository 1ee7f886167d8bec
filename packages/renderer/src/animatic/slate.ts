/** A reference as a slate shows it. */
export type SlateReference = {
  readonly name: string;
  readonly kind: 'image' | 'video';
  readonly description?: string;
  /** Absolute path; absent where the reference is no file of this machine. */
  readonly file?: string;
};

/** What one animatic clip shows. */
export type Slate = {
  /** The shot's id. */
  readonly shot: string;
  /** As written, with `@names`. */
  readonly prompt: string;
  readonly caption?: string;
  readonly durationSeconds: number;
  /** In words, such as "$0.43 with shortapi" or "price unknown"; '' shows nothing. */
  readonly cost: string;
  /** Such as "wan-2.6-r2v"; '' shows nothing. */
  readonly model: string;
  readonly references: readonly SlateReference[];
};
