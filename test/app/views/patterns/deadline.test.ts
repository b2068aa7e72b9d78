import { fromPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { deadlineView } from 'actty'
import { deadline } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('deadlineView shows', () => {
  test('the state, and why', async () => {
    const { logic } = controlled<string>({ heeds: true })
    const app = mount(deadlineView(deadline(logic, 1_000)), { ...size, input: '' })
    const { result } = app
    await app.advance(1_000)
    await expect(result).rejects.toThrow('timed out after 1000 ms')
    expect(shown(app)).toEqual(['✗ timed out  after 1.0 s'])
    expect(await app.unmount()).toEqual([])
  })

  test('the output of the work is passed on', async () => {
    const app = mount(
      deadlineView(
        deadline(
          fromPromise(() => Promise.resolve('output')),
          10,
        ),
      ),
      size,
    )
    expect(await app.result).toBe('output')
    await app.unmount()
  })
})
