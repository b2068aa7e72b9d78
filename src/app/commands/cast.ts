import { writeFileSync } from 'node:fs'
import type { ReplayWatch, WatchedRun } from '../trace/replay-watch.ts'

/**
 * A replay as asciinema shows it, with the times of the recording: asciicast v2 (docs.asciinema.org/manual/asciicast/v2). It ends with
 * the app's last screen, before the app leaves it.
 */
export class Cast implements Pick<ReplayWatch, 'began' | 'wrote' | 'resized'> {
  readonly #lines: string[] = []

  began({ name, columns, rows, date }: WatchedRun): void {
    const timestamp = Math.floor(date / 1_000)
    this.#add({ version: 2, width: columns, height: rows, timestamp, title: name })
  }

  wrote(bytes: string, time: number): void {
    if (bytes === '') return
    this.#add([time / 1_000, 'o', bytes])
  }

  resized(columns: number, rows: number, time: number): void {
    this.#add([time / 1_000, 'r', `${columns}x${rows}`])
  }

  /** Only its owner may read the file, as that of the recording: it shows what the screen showed. */
  save(file: string): void {
    writeFileSync(file, this.#lines.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  }

  #add(line: object): void {
    this.#lines.push(JSON.stringify(line))
  }
}
