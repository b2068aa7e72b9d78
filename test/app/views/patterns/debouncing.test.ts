import { describe, expect, test } from 'vitest'
import { debouncingView, text } from 'actty'
import { debouncing } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('debouncingView shows', () => {
  test('the answer before, until there is one', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const view = debouncingView(debouncing(logic, 100), (found, isCurrent) => text(`${found} ${isCurrent}`))
    const app = mount(view, { ...size, input: 'a' })
    await app.advance(100)
    await last().answer('found a')
    expect(shown(app)).toEqual(['✓ answered', 'found a true'])
    app.actor.send({ type: 'change', value: 'b' })
    expect(shown(app)).toEqual(['○ waiting', 'found a false'])
    expect(await app.unmount()).toEqual([])
  })
})
