import { all } from 'actty'
import { actors, load } from './base.ts'

all({ ...actors, load })
