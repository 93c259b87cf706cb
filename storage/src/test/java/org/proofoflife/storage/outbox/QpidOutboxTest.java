package org.proofoflife.storage.outbox;

import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.testing.TestBroker;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@StorageTest
@Import(OutboxConfiguration.class)
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class, TestBroker.Embedded.class})
@TestPropertySource(
        properties = {"storage.outbox.relay=false", "storage.outbox.batch=7", "storage.messaging.delivery-limit=3"})
class QpidOutboxTest extends OutboxContract {}
