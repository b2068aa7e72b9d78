import { describe, expect, test } from 'vitest'
import { pollingView, text } from 'actty'
import { polling } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('pollingView shows', () => {
  test('the last answer, and a pause', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const app = mount(
      pollingView(polling(logic, 1_000), (data) => text(data)),
      { ...size, input: '' },
    )
    await last().answer('one')
    expect(shown(app)).toEqual(['✓ answered', 'one'])
    await app.press('p')
    expect(shown(app)).toEqual(['○ paused', 'one'])
    await app.press('p')
    expect(shown(app)).toEqual(['  asking', 'one'])
    expect(await app.unmount()).toEqual([])
  })
})
