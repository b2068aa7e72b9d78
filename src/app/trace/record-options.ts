import type { Redact } from '../redact.ts'

/** How an app is recorded. */
export interface RecordOptions {
  /** The file that is written. It replaces another of that name. Only its owner may read it: it has what was typed and answered. */
  readonly file: string
  /**
   * What is kept out of the file, as for the inspector. A path is keys with dots between: 'password' is every value of that name, and
   * 'event.output.token' the one that stands there. A function is called for every value, and returns what is written in its place. Text
   * of a redacted value is also kept out of the recorded screens, if it stands in one row. What is typed into masked fields is never
   * written.
   */
  readonly redact?: Redact | undefined
  /**
   * The recording ends when the file has so many bytes. The app goes on.
   *
   * @defaultValue 50,000,000
   */
  readonly maxBytes?: number | undefined
  /**
   * The recording ends after so many ms. The app goes on.
   *
   * @defaultValue 3,600,000, an hour
   */
  readonly maxTime?: number | undefined
}
