package org.proofoflife.ingest.selfservice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.proofoflife.ingest.problem.ApiProblem;
import org.proofoflife.ingest.problem.ProblemCode;
import org.proofoflife.storage.channel.Channels;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Nobody logs in while the pages' channel is disabled, whoever they are. Whoever is under way may ask what became of it. */
@Configuration(proxyBeanMethods = false)
class ClosedDoor implements WebMvcConfigurer, HandlerInterceptor {

    private final Channels channels;

    ClosedDoor(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/web/self-service/session");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.POST.matches(request.getMethod())
                && channels.find(SelfService.CHANNEL).isEmpty()) {
            throw new ApiProblem(ProblemCode.CHANNEL_DISABLED);
        }
        return true;
    }
}
