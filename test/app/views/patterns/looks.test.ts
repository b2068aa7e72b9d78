import { describe, expect, test } from 'vitest'
import { fromPromise, type AnyActorLogic } from 'xstate'
import {
  deadlineView,
  fetchingView,
  gatheringView,
  processingView,
  retryingView,
  streamingView,
  text,
  type Component,
} from '../../../../src/app/index.ts'
import { mount, type Mounted } from '../../../../src/app/testing/index.ts'
import {
  deadline,
  fetching,
  gathering,
  processing,
  retrying,
  streaming,
} from '../../../../src/machines/index.ts'
import { controlled } from '../../../support/work.ts'

const widths = [80, 40, 20] as const
const START = 75_600_000

interface Looks {
  readonly wide: readonly string[]
  readonly ascii: readonly string[]
  readonly narrow: readonly string[]
}

/** Rows by roles at 80 columns, as text in ASCII at 40, and as text at 20. */
async function looks<L extends AnyActorLogic>(
  make: () => { view: Component<L, never>; input: unknown; reach: (app: Mounted<L>) => Promise<unknown> },
): Promise<Looks> {
  const seen: string[][] = []
  for (const columns of widths) {
    const { view, input, reach } = make()
    const glyphs = columns === 40 ? 'ascii' : 'unicode'
    const app = mount(view, {
      columns,
      rows: 6,
      glyphs,
      motion: false,
      now: START,
      input,
    } as never)
    await reach(app)
    seen.push((columns === 80 ? app.styledScreen() : app.screen()).filter((row) => row !== ''))
    expect(await app.unmount()).toEqual([])
  }
  return { wide: seen[0]!, ascii: seen[1]!, narrow: seen[2]! }
}

const refused = new Error('connect ECONNREFUSED 127.0.0.1:443')

function loading() {
  const { logic, last } = controlled<string>({ heeds: true })
  return { last, view: fetchingView(fetching(logic), (data) => text(data)), input: '' }
}

describe('the view of fetching looks', () => {
  test('busy: the spinner comes after 120 ms, and old data stays', async () => {
    const { wide, ascii, narrow } = await looks(() => {
      const { view, input, last } = loading()
      return {
        view,
        input,
        reach: async (app) => {
          await last().answer('the data')
          await app.press('r')
          expect(app.screen()[0]).toMatch(/^ {2}refreshing/)
          await app.advance(504)
        },
      }
    })
    expect(wide).toEqual(['<accent>⠋</> <bold>refreshing</>', 'the data'])
    expect(ascii).toEqual(['| refreshing', 'the data'])
    expect(narrow).toEqual(['⠋ refreshing', 'the data'])
  })

  test('failed: what, why, from when the old data is, and what to do', async () => {
    const { wide, ascii, narrow } = await looks(() => {
      const { view, input, last } = loading()
      return {
        view,
        input,
        reach: async (app) => {
          await last().answer('the data')
          await app.advance(60_000)
          await app.press('r')
          await last().fail(refused)
        },
      }
    })
    expect(wide).toEqual([
      '<danger>✗</> <bold>failed</>  connect ECONNREFUSED 127.0.0.1:443                <warning>▲</> <muted>from 1 min 0 s ago</>',
      '  <on raised> </><bold accent on raised>r</><on raised> </> <muted>Try again</>',
      'the data',
    ])
    expect(ascii).toEqual(['x failed  connect ECONNREFUSED 127.0.0.~', '   r  Try again', 'the data'])
    expect(narrow).toEqual(['✗ failed  connect E…', '   r  Try again', 'the data'])
  })

  test('loaded', async () => {
    const { wide, ascii } = await looks(() => {
      const { view, input, last } = loading()
      return { view, input, reach: () => last().answer('the data') }
    })
    expect(wide).toEqual(['<success>✓</> loaded', 'the data'])
    expect(ascii).toEqual(['+ loaded', 'the data'])
  })

  test('empty, before it is asked to load', async () => {
    const { wide, ascii } = await looks(() => ({
      view: fetchingView(
        fetching(
          fromPromise(() => Promise.resolve('')),
          { lazy: true },
        ),
        (data) => text(data),
      ),
      input: undefined,
      reach: () => Promise.resolve(),
    }))
    expect(wide).toEqual(['<faint>○</> <muted>idle</>'])
    expect(ascii).toEqual(['. idle'])
  })
})

describe('other views look', () => {
  test('retrying: the attempt, when the next one is, and for how long it goes on', async () => {
    const { wide, ascii, narrow } = await looks(() => {
      const { logic, last } = controlled<string>({ heeds: true })
      return {
        view: retryingView(retrying(logic, { maxAttempts: 4, delay: 2_000, jitter: 0 })),
        input: '',
        reach: async (app) => {
          await app.advance(11_000)
          await last().fail(new Error('503 registry is busy'))
        },
      }
    })
    expect(wide).toEqual([
      '<warning>↻</> <bold>waiting</>  <muted>attempt 1 of 4  next in 2 s                                      11 s</>',
      '<faint>│</> 503 registry is busy',
    ])
    expect(ascii).toEqual(['~ waiting  attempt 1 of 4  next in 2 s', '| 503 registry is busy'])
    expect(narrow).toEqual(['↻ waiting  attempt …', '│ 503 registry is b…'])
  })

  test('processing: a line of progress and the count', async () => {
    const { wide, ascii, narrow } = await looks(() => {
      const { logic, runs } = controlled<string>({ heeds: true })
      return {
        view: processingView(processing(logic, { concurrency: 1 })),
        input: { items: ['a', 'b', 'c', 'd'] },
        reach: async (app) => {
          await app.advance(1_000)
          await runs[0]!.answer('done')
          await app.press('p')
        },
      }
    })
    expect(wide[0]).toMatch(/^<faint>○<\/> <muted>paused<\/> {2}<faint>━+╸?<\/><border>─+<\/> {2}1\/4$/)
    expect(wide[1]).toBe('<muted>1.0/s  3 s left</>')
    expect(ascii[0]).toMatch(/^\. paused {2}=+-+ {2}1\/4$/)
    expect(narrow[0]).toMatch(/^○ paused {2}━+[╸─]+ {2}1\/4$/)
  })

  test('gathering: a mark for each part', async () => {
    const { wide, ascii } = await looks(() => {
      const one = controlled<string>({ heeds: true })
      const two = controlled<string>({ heeds: true })
      const three = controlled<string>({ heeds: true })
      return {
        view: gatheringView(gathering({ cpu: one.logic, disk: two.logic, net: three.logic }), {
          cpu: (load) => text(`${load} %`),
        }),
        input: { cpu: '', disk: '', net: '' },
        reach: async () => {
          await one.last().answer('3')
          await two.last().fail(refused)
        },
      }
    })
    expect(wide).toEqual([
      '<success>✓</> cpu  3 %',
      '<danger>✗</> <bold>disk</>  connect ECONNREFUSED 127.0.0.1:443',
      '<accent>⠋</> <bold>net</>  <muted>running</>',
    ])
    expect(ascii).toEqual(['+ cpu  3 %', 'x disk  connect ECONNREFUSED 127.0.0.1:~', '| net  running'])
  })

  test('streaming: what is lost is a warning', async () => {
    const { wide } = await looks(() => {
      let push: (item: string) => void = () => {}
      return {
        view: streamingView(
          streaming(
            () => (give: (item: string) => void) => {
              push = give
              return () => {}
            },
            { maxItems: 1 },
          ),
          (item) => item,
        ),
        input: undefined,
        reach: async (app) => {
          push('a')
          await app.advance(100)
        },
      }
    })
    expect(wide).toEqual(['<accent>●</> flowing  <muted>1 items</>', 'a'])
  })

  test('deadline: what is left of the time', async () => {
    const { wide, ascii } = await looks(() => {
      const { logic } = controlled<string>({ heeds: true })
      return { view: deadlineView(deadline(logic, 3_000)), input: '', reach: (app) => app.advance(1_008) }
    })
    expect(wide).toEqual(['<accent>⠋</> <bold>running</>  <muted>2 s left</>'])
    expect(ascii).toEqual(['| running  2 s left'])
  })
})
