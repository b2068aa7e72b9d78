import { describe, expect, test } from 'vitest'
import { retryingView } from 'actty'
import { retrying } from 'actty/machines'
import { mount } from 'actty/testing'
import { refused, shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('retryingView shows', () => {
  test('an attempt, a wait that counts down, and another attempt', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const view = retryingView(retrying(logic, { maxAttempts: 5, delay: 2_500, jitter: 0 }))
    const app = mount(view, { ...size, input: '' })
    const { result } = app
    const seen = [shown(app)]
    await last().fail(refused)
    for (const ms of [0, 500, 1_000, 1_000]) {
      await app.advance(ms)
      seen.push(shown(app))
    }
    await last().answer('done')
    expect(await result).toBe('done')
    seen.push(shown(app))
    expect(seen).toEqual([
      ['  attempting  attempt 1 of 5'],
      ['↻ waiting  attempt 1 of 5  next in 3 s', '│ refused'],
      ['↻ waiting  attempt 1 of 5  next in 2 s', '│ refused'],
      ['↻ waiting  attempt 1 of 5  next in 1 s', '│ refused'],
      ['⠋ attempting  attempt 2 of 5', '│ refused'],
      ['✓ done  attempt 2 of 5'],
    ])
    expect(app.frames.flatMap(({ viewed }) => viewed)).toHaveLength(4)
    expect(await app.unmount()).toEqual([])
  })
})
