package org.proofoflife.ingest.webpages;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the built pages from the jar. */
@Configuration(proxyBeanMethods = false)
class SitePages implements WebMvcConfigurer {

    private static final String SITE = "classpath:/web/";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(
                        "/index.html", "/centre.html", "/check.html", "/console.html", "/developers.html", "/icon.svg")
                .addResourceLocations(SITE)
                .setCacheControl(CacheControl.noCache());
        // Their names carry a hash of their content.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(SITE + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/mesh/**")
                .addResourceLocations(SITE + "mesh/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(7)).cachePublic());
    }
}
