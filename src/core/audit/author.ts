/** Who decided what an entry records. */
export type Author = 'person' | 'rule' | 'unattended';
