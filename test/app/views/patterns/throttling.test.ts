import { describe, expect, test } from 'vitest'
import { text, throttlingView } from 'actty'
import { throttling } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'

describe('throttlingView shows', () => {
  test('the value, and how many came for how many', async () => {
    const app = mount(
      throttlingView(throttling<number>(100), (value) => text(`value ${value}`)),
      size,
    )
    for (let value = 1; value <= 9; value++) app.actor.send({ type: 'push', value })
    await app.advance(100)
    expect(shown(app)).toEqual(['○ resting  2 delivered of 9', 'value 9'])
    expect(await app.unmount()).toEqual([])
  })
})
