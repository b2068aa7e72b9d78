import { render, Text, useApp } from 'ink'
import { useEffect, useState } from 'react'
import { FINAL_TEXT, lastStateReached } from '../src/piped-program.ts'

/* Only an app that is done: Ink can't read keys from an input that isn't a terminal. */
function App() {
  const { exit } = useApp()
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      lastStateReached()
      setDone(true)
    }, 10)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (isDone) exit()
  }, [isDone, exit])
  return <Text>{isDone ? FINAL_TEXT.done : 'working'}</Text>
}

render(<App />)
