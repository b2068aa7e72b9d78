import { fromPromise } from 'xstate'
import { settle } from '../../src/app/testing/virtual-clock.ts'

interface Run<Input> {
  readonly input: Input
  aborted: boolean
  readonly answer: (value: string) => Promise<void>
  readonly fail: (error: unknown) => Promise<void>
}

/**
 * Work whose answers come when the test says so, in any order, also after it was aborted; or it ends then, if `heeds`.
 */
export function controlled<Input = unknown>({ heeds = false } = {}) {
  const runs: Run<Input>[] = []
  const logic = fromPromise<string, Input>(
    ({ input, signal }) =>
      new Promise((resolve, reject) => {
        const run: Run<Input> = {
          input,
          aborted: false,
          answer: (value) => (resolve(value), settle()),
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what others do
          fail: (error) => (reject(error), settle()),
        }
        signal.addEventListener('abort', () => {
          run.aborted = true
          if (heeds) reject(new Error('aborted'))
        })
        runs.push(run)
      }),
  )
  /** The last run that was begun. */
  const last = () => runs.at(-1)!
  return { runs, logic, last }
}
