/** The last page that a list of so many has, counted from 1: deciding what stands on the last page may empty it. */
export const lastPage = (total: number, size: number) => Math.max(1, Math.ceil(total / size));
