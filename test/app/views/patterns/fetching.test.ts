import { describe, expect, test } from 'vitest'
import { fetchingView, text } from 'actty'
import { fetching } from 'actty/machines'
import { mount } from 'actty/testing'
import { refused, shown, size } from '../../../support/pattern-view.ts'
import { controlled } from '../../../support/work.ts'

describe('fetchingView shows', () => {
  test('state, error, and data that stay', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const app = mount(
      fetchingView(fetching(logic), (data) => text(data)),
      { ...size, input: '' },
    )
    expect(shown(app)).toEqual(['  loading'])
    await last().answer('the data')
    expect(shown(app)).toEqual(['✓ loaded', 'the data'])
    await app.press('r')
    await last().fail(refused)
    expect(shown(app)).toEqual(['✗ failed  refused', '   r  Try again', 'the data'])
    expect(app.styledScreen()[0]).toBe('<danger>✗</> <bold>failed</>  refused')
    await app.press('r', 'c')
    expect(shown(app)).toEqual(['– cancelled  refused', '   r  Try again', 'the data'])
    expect(await app.unmount()).toEqual([])
  })
})
