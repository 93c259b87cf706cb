package org.proofoflife.batch.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.proofoflife.batch.BatchApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The whole application against real servers, its schedule off and its clock turned by the test. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {BatchApplication.class, TestJobs.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=batch-jobs", "batch.schedule.enabled=false"})
@ContextConfiguration(initializers = BatchTestServices.class)
public @interface BatchTest {}
