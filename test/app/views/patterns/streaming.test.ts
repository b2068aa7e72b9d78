import { describe, expect, test } from 'vitest'
import { streamingView } from 'actty'
import { streaming } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'

describe('streamingView shows', () => {
  test('the last items, and a pause', async () => {
    let push: (item: string) => void = () => {}
    const source = () => (take: (item: string) => void) => {
      push = take
      return () => {}
    }
    const app = mount(
      streamingView(streaming(source, { maxItems: 2 }), (item) => item),
      { ...size },
    )
    for (const item of ['one', 'two', 'three']) push(item)
    await app.advance(16)
    expect(shown(app)).toEqual(['● flowing  3 items', 'two', 'three'])
    await app.press('p')
    for (const item of ['four', 'five', 'six']) push(item)
    await app.press('p')
    await app.advance(16)
    expect(shown(app)).toEqual(['● flowing  5 items  ▲ 1 lost', 'five', 'six'])
    expect(await app.unmount()).toEqual([])
  })
})
