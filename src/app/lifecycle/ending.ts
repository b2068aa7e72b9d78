import type { AnyActorRef } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import type { Notice } from '../frames/notice.ts'
import { workOfOthers } from './barrier.ts'

/** How long an end takes before the screen says what it waits for, in ms. */
export const NOTICE_TIME = 300

/** How often it says so again, in ms. */
export const NOTICE_INTERVAL = 1_000

/** Tells on the screen what the end of an app waits for. */
export class Ending {
  readonly #clock: Clock
  readonly #notice: Notice
  #since = 0

  constructor(clock: Clock, notice: Notice) {
    this.#clock = clock
    this.#notice = notice
  }

  begin(): void {
    this.#since = this.#clock.now()
  }

  /** `root` is an actor of the app's system. */
  tell(root: AnyActorRef): void {
    this.#notice.hold(endingNotice(root, this.#clock.now() - this.#since))
  }
}

/** What is waited for in an actor's system, and for how many ms: "stopping 2 processes and a stream, 3 s". */
function endingNotice(root: AnyActorRef, elapsed: number): string {
  const counts = new Map<string, number>()
  for (const { what } of workOfOthers(root)) {
    const noun = what.replace(/^process .*$/s, 'a process')
    counts.set(noun, (counts.get(noun) ?? 0) + 1)
  }
  const waitedFor = [...counts].map(([noun, number]) => counted(noun, number)).join(' and ')
  return `stopping ${waitedFor}, ${Math.max(1, Math.floor(elapsed / 1_000))} s`
}

/** "a process" is counted: "1 process", "2 processes". What has a name of its own is said as it is. */
function counted(noun: string, number: number): string {
  const word = /^an? (.*)$/s.exec(noun)?.[1]
  if (word === undefined) return noun
  return `${number} ${word}${number === 1 ? '' : word.endsWith('s') ? 'es' : 's'}`
}
