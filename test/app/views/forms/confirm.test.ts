import { confirmView } from 'actty/forms'
import { mount } from 'actty/testing'
import { describe, expect, test } from 'vitest'

describe('confirmView', () => {
  const asked = () =>
    mount(confirmView({ question: 'Deploy people?' }), { columns: 50, rows: 8, screen: 'inline' })

  test('has two buttons, of which Enter presses the focused one', async () => {
    const app = asked()
    expect(app.screen().filter((row) => row !== '')).toEqual([
      '? Deploy people?',
      '│   Yes      No     y  n',
      '│   Enter  Next   Esc  Cancel             ?  Keys',
    ])
    await app.press('right', 'enter')
    expect(await app.result).toBe(false)
    expect(app.screen().filter((row) => row !== '')).toEqual(['✓ Deploy people?  no'])
  })
})
