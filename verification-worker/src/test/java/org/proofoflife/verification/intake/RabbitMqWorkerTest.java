package org.proofoflife.verification.intake;

import org.proofoflife.storage.testing.StorageTest;
import org.proofoflife.storage.testing.TestBroker;
import org.proofoflife.storage.testing.TestDatabase;
import org.proofoflife.storage.testing.TestKeys;
import org.proofoflife.storage.testing.TestObjects;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

@StorageTest
@Import({WorkerConfiguration.class, WorkerTestWiring.class})
@ContextConfiguration(initializers = {TestDatabase.class, TestKeys.class, TestObjects.class, TestBroker.class})
class RabbitMqWorkerTest extends WorkerContract {}
