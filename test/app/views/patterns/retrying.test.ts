import { describe, expect, test } from 'vitest'
import { retryingView } from 'actty'
import { retrying } from 'actty/machines'
import { mount } from 'actty/testing'
import { refused, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('retryingView shows', () => {
  test('every frame of an attempt, a wait and another attempt', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const view = retryingView(retrying(logic, { maxAttempts: 5, delay: 2_500, jitter: 0 }))
    const app = mount(view, { ...size, input: '' })
    const { result } = app
    await last().fail(refused)
    await app.advance(2_500)
    await last().answer('done')
    expect(await result).toBe('done')
    expect(app.frames.map(({ screen }) => screen.filter((row) => row !== ''))).toEqual([
      ['attempting 1 of 5'],
      ['waiting after attempt 1 of 5 next in 3 s', 'refused'],
      ['waiting after attempt 1 of 5 next in 2 s', 'refused'],
      ['waiting after attempt 1 of 5 next in 1 s', 'refused'],
      ['attempting 2 of 5', 'refused'],
      ['done after attempt 2 of 5'],
    ])
    expect(await app.unmount()).toEqual([])
  })
})
