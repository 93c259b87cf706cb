/** The few conversions between PostgreSQL's types and ours that JDBC leaves open. */
@NullMarked
package org.proofoflife.storage.jdbc;

import org.jspecify.annotations.NullMarked;
