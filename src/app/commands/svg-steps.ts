import { writeFileSync } from 'node:fs'
import { parse } from 'node:path'
import type { Screen } from '../../render/screen.ts'
import { screenSvg } from '../../render/svg/screen-svg.ts'
import type { ReplayWatch } from '../trace/replay-watch.ts'

/** Which screens of a replay are saved: that after a step, those after every so-many-th step, or the last one. */
export interface WantedSteps {
  readonly step: number | undefined
  readonly every: number | undefined
}

/** The screens of a replay as pictures. */
export class SvgSteps implements Pick<ReplayWatch, 'stepped'> {
  /** The files that were written. */
  readonly files: string[] = []
  readonly #file: string
  readonly #wanted: WantedSteps

  constructor(file: string, wanted: WantedSteps) {
    this.#file = file
    this.#wanted = wanted
  }

  stepped(number: number, screen: Screen, isLast: boolean): void {
    const { step, every } = this.#wanted
    if (every !== undefined) {
      if (number % every === 0) this.#save(this.#nameOf(number), screen)
    } else if (step === undefined ? isLast : step === number) this.#save(this.#file, screen)
  }

  /** `bug.svg` of step 12 is `bug-12.svg`. */
  #nameOf(step: number): string {
    const { ext } = parse(this.#file)
    return `${this.#file.slice(0, this.#file.length - ext.length)}-${step}${ext}`
  }

  #save(file: string, screen: Screen): void {
    writeFileSync(file, screenSvg(screen), { mode: 0o600 })
    this.files.push(file)
  }
}
