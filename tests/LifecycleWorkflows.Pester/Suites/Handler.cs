using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LwfTests
{
    public class Sent
    {
        public string Method;
        public Uri Uri;
        public string Authorization;
        public string Body;
        public Dictionary<string, string> Headers;
    }

    public class Handler : HttpMessageHandler
    {
        private readonly Queue<Func<HttpResponseMessage>> _answers = new Queue<Func<HttpResponseMessage>>();

        public List<Sent> Requests { get; } = new List<Sent>();

        public Handler Add(int status, string json)
        {
            _answers.Enqueue(() =>
                new HttpResponseMessage((HttpStatusCode)status)
                {
                    Content = new StringContent(json ?? "", Encoding.UTF8, "application/json"),
                }
            );
            return this;
        }

        public Handler Refuse(string challenge)
        {
            _answers.Enqueue(() =>
            {
                HttpResponseMessage answer = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                answer.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
                return answer;
            });
            return this;
        }

        public Handler Fail()
        {
            _answers.Enqueue(() => throw new HttpRequestException("refused"));
            return this;
        }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken token
        )
        {
            string body = request.Content == null ? null : await request.Content.ReadAsStringAsync();
            Requests.Add(
                new Sent
                {
                    Method = request.Method.Method,
                    Uri = request.RequestUri,
                    Authorization = request.Headers.Authorization?.ToString(),
                    Body = body,
                    Headers = request.Headers.ToDictionary(
                        header => header.Key,
                        header => string.Join(",", header.Value)
                    ),
                }
            );
            HttpResponseMessage answer = (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
            answer.RequestMessage = request;
            return answer;
        }
    }

    // Sends what is meant for any host to one address, so that MSAL, which insists on https, talks to an emulator on
    // loopback.
    public class Forwarder : HttpMessageHandler
    {
        private readonly HttpClient _client = new HttpClient();
        private readonly Uri _address;

        public Forwarder(Uri address)
        {
            _address = address;
        }

        public List<string> Paths { get; } = new List<string>();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
        {
            lock (Paths)
                Paths.Add(request.RequestUri.AbsolutePath);
            var copy = new HttpRequestMessage(request.Method, new Uri(_address, request.RequestUri.PathAndQuery))
            {
                Content = request.Content,
            };
            foreach (var header in request.Headers)
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            return _client.SendAsync(copy, token);
        }
    }

    // Two tenants at once: a token names its tenant, and a request that carries another one's is counted.
    public class Tenants : HttpMessageHandler
    {
        public int Calls;
        public int Strays;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
        {
            bool isSignIn = request.Method == HttpMethod.Post;
            if (!isSignIn)
            {
                Interlocked.Increment(ref Calls);
                if (request.Headers.Authorization?.Parameter != "token-of-" + request.RequestUri.Host)
                    Interlocked.Increment(ref Strays);
            }
            string json = isSignIn
                ? "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"token-of-"
                    + request.RequestUri.Segments[1].TrimEnd('/')
                    + "\"}"
                : "{\"value\":[{\"id\":\"" + request.RequestUri.Host + "\"}]}";
            return Task.FromResult(
                new HttpResponseMessage
                {
                    Content = new StringContent(json, Encoding.UTF8, "application/json"),
                    RequestMessage = request,
                }
            );
        }
    }
}
