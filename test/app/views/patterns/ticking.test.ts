import { describe, expect, test } from 'vitest'
import { tickingView } from 'actty'
import { ticking } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'

describe('tickingView shows', () => {
  test('the time', async () => {
    const app = mount(
      tickingView(ticking(1_000), (time) => new Date(time).toISOString()),
      size,
    )
    await app.advance(3_000)
    expect(shown(app)).toEqual(['2000-01-01T00:00:03.000Z'])
    expect(await app.unmount()).toEqual([])
  })
})
