import { learningQueries } from '@lianxue/shared/server/reads/learning.ts';

export const learning = { Query: learningQueries };
